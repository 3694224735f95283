import { createServer } from 'node:http'
import { gunzipSync } from 'node:zlib'

/** A server outside the cluster, which remembers what it was asked; pods get to it by `services.addOutside`. */
export async function openOutsideServer(answer: (request: Request) => unknown): Promise<OutsideServer> {
  const requests: Request[] = []
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const sent = Buffer.concat(chunks)
      const body = (incoming.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent).toString()
      const request: Request = { path: incoming.url ?? '', login: incoming.headers.authorization, body }
      requests.push(request)
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer(request)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    requests,
    endpoint: { host: '127.0.0.1', port: typeof address === 'object' && address !== null ? address.port : 0 },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

interface OutsideServer {
  readonly requests: readonly Request[]
  readonly endpoint: { readonly host: string; readonly port: number }
  readonly close: () => void
}

interface Request {
  readonly path: string
  /** The header Authorization. */
  readonly login: string | undefined
  readonly body: string
}
