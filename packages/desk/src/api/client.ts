import { createClient, type Client } from 'handover/client'

/** Where the desk is mounted, with a slash at the end; the server writes it into `<base href>`. */
export function mount(): string {
  return new URL('./', document.baseURI).pathname
}

export const client: Client = createClient({ baseUrl: mount() })
