import { createClient, type Client } from 'handover/client'

/** Where the desk is mounted, with a slash at the end; the server writes it into `<base href>`. */
export function mount(): string {
  return new URL('./', document.baseURI).pathname
}

let asked: Client | undefined

/** The server that everything here asks: that of the desk's own address, unless another application says which. */
export function askThrough(other: Client): void {
  asked = other
}

export const client: Client = new Proxy({} as Client, {
  get: (_, name) => Reflect.get((asked ??= createClient({ baseUrl: mount() })), name) as unknown,
})
