import { queryOptions } from '@tanstack/react-query'
import { mount } from './client.ts'

export interface DemoUser {
  readonly id: string
  readonly name: string
  readonly about: string
}
export interface DemoUsers {
  readonly items: readonly DemoUser[]
  readonly current: string
}

/** Whom one may act as, where the server is a demonstration; null everywhere else. */
export const demoUsersQuery = queryOptions({
  queryKey: ['demo-users'],
  queryFn: async ({ signal }): Promise<DemoUsers | null> => {
    const answer = await fetch(`${mount()}demo/users`, { headers: { accept: 'application/json' }, signal })
    const isJson = answer.headers.get('content-type')?.includes('json') ?? false
    return answer.ok && isJson ? ((await answer.json()) as DemoUsers) : null
  },
  staleTime: Infinity,
  retry: false,
})

/** The server answers with a cookie; from then on every request acts as this user. */
export async function becomeDemoUser(id: string): Promise<void> {
  const answer = await fetch(`${mount()}demo/users/${encodeURIComponent(id)}`, { method: 'POST' })
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
}
