/** A way to one server, which carries one request after another. */
export type Connection = {
  /** Sends a whole request and waits for its answer; returns the status. */
  exchange(request: Uint8Array): Promise<number>
  close(): void
}

const END_OF_HEAD = '\r\n\r\n'

/**
 * Speaks HTTP/1.1 with a server on this machine. It does less than `fetch`, which would take as
 * much of the processor as the servers that are measured. Deno's server (2.9.5) closes a connection
 * after each request with a body of more than some bytes; the next request then connects anew.
 */
export function openConnection(url: string): Connection {
  const { hostname, port } = new URL(url)
  const buffer = new Uint8Array(16 * 1024)
  const decoder = new TextDecoder()
  let connection: Deno.Conn | undefined

  function close(): void {
    connection?.close()
    connection = undefined
  }

  return {
    async exchange(request) {
      const current = connection ??= await Deno.connect({ hostname, port: Number(port) })
      for (let sent = 0; sent < request.length;) {
        sent += await current.write(request.subarray(sent))
      }
      let answer = ''
      while (!isWhole(answer)) {
        const count = await current.read(buffer)
        if (count === null) throw new Error(`${url} closed a connection before it answered.`)
        answer += decoder.decode(buffer.subarray(0, count))
      }
      if (/\r\nconnection: close/i.test(answer)) close()
      return Number(answer.split(' ', 2)[1])
    },
    close,
  }
}

/** The whole of a POST request. */
export function postRequest(headers: Record<string, string>, body: Uint8Array): Uint8Array {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')
  const head = new TextEncoder().encode(
    `POST / HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines}content-length: ${body.length}${END_OF_HEAD}`,
  )
  const request = new Uint8Array(head.length + body.length)
  request.set(head)
  request.set(body, head.length)
  return request
}

/** Both servers answer short ASCII texts of a stated length. */
function isWhole(answer: string): boolean {
  const end = answer.indexOf(END_OF_HEAD)
  if (end < 0) return false
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, end))?.[1]
  if (length === undefined) throw new Error(`An answer without a length: ${answer.slice(0, end)}`)
  return answer.length >= end + END_OF_HEAD.length + Number(length)
}
