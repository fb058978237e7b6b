/** Where the state's text rests between runs. */
export type StateStore = {
  /** The stored text, undefined when there is none yet. */
  load(): Promise<string | undefined>
  save(text: string): Promise<void>
  /** Puts a text that can't be read out of the way, and tells where it went. */
  setAside(): Promise<string>
}

/**
 * Keeps the state in a file. A save replaces the file as a whole, so that a crash leaves either
 * the old state or the new one.
 */
export function createFileStore(path: string): StateStore {
  return {
    async load() {
      try {
        return await Deno.readTextFile(path)
      } catch (error) {
        if (error instanceof Deno.errors.NotFound) return undefined
        throw error
      }
    },
    async save(text) {
      const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.'
      if (folder !== '') await Deno.mkdir(folder, { recursive: true })
      await Deno.writeTextFile(`${path}.new`, text)
      await Deno.rename(`${path}.new`, path)
    },
    async setAside() {
      await Deno.rename(path, `${path}.unreadable`)
      return `${path}.unreadable`
    },
  }
}
