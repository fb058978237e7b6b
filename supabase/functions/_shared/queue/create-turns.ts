/** Runs work after all work that was given before it for the same key. */
export type InTurn = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>

/** Keeps work for one key from running side by side in this process; keys don't wait for others. */
export function createTurns(): InTurn {
  const last = new Map<string, Promise<unknown>>()
  return (key, work) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, mine)
    const forget = () => {
      if (last.get(key) === mine) last.delete(key)
    }
    mine.then(forget, forget)
    return mine
  }
}
