import { error, isHandoverError } from '../errors.ts'

/** The body of a write as JSON text, no longer than `most` bytes; nothing sent counts as an empty object. */
export async function readBody(request: Request, most: number): Promise<string> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw error('REQUEST_TOO_LARGE', { most })
  const text = await readText(request, most)
  if (text === '') return '{}'
  const contentType = request.headers.get('content-type')
  if (!/^application\/(json|[\w.-]+\+json)\s*(;|$)/i.test(contentType ?? '')) {
    throw error('REQUEST_NOT_JSON', { message: `its content-type is '${contentType ?? 'missing'}'.`, contentType })
  }
  try {
    JSON.parse(text)
    return text
  } catch (cause) {
    throw error('REQUEST_NOT_JSON', { message: (cause as Error).message }, { cause })
  }
}

// Counted while it arrives: a body that is sent in pieces does not say how long it will be.
async function readText(request: Request, most: number): Promise<string> {
  if (request.body === null) return ''
  const pieces: Uint8Array[] = []
  let length = 0
  try {
    for await (const piece of request.body) {
      length += piece.byteLength
      if (length > most) throw error('REQUEST_TOO_LARGE', { most })
      pieces.push(piece)
    }
  } catch (cause) {
    throw isHandoverError(cause) ? cause : error('REQUEST_BROKEN_OFF', {}, { cause })
  }
  return Buffer.concat(pieces).toString('utf8')
}
