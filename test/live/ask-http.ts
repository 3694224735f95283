import { request } from 'node:http'

/** A request with any Host header, as a client sends it that knows the server by another name than its address. */
export function askHttp({ address, port = 80, path, host, login, body, method = body === undefined ? 'GET' : 'POST' }: Question): Promise<Answer> {
  const headers = {
    ...(host === undefined ? {} : { host }),
    ...(login === undefined ? {} : { authorization: `Basic ${Buffer.from(login.join(':')).toString('base64')}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  return new Promise((resolve, reject) => {
    const question = request({ host: address, port, path, method, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
    })
    question.on('error', reject).end(body === undefined ? undefined : JSON.stringify(body))
  })
}

interface Question {
  readonly address: string
  readonly port?: number
  readonly path: string
  readonly host?: string
  readonly login?: readonly [user: string, password: string]
  readonly body?: unknown
  readonly method?: string
}

interface Answer {
  readonly status: number
  readonly text: string
}
