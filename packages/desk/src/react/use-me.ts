import { useQuery } from '@tanstack/react-query'
import type { Me } from 'handover/client'
import { meQuery } from '../api/queries.ts'
import { queryClient } from '../app/query-client.ts'

/** Who is at this desk, and how much waits; undefined until the server has answered. */
export function useMe(): Me | undefined {
  return useQuery(meQuery, queryClient).data
}
