import { QueryClient } from '@tanstack/react-query'
import { isRefusal } from '../api/problem.ts'

const mostTries = 2

export const queryClient = new QueryClient({
  // What the browser thinks of the network says nothing about our server: `online` would wait without a word.
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      staleTime: 5000,
      retry: (tries, error) => tries < mostTries && !isRefusal(error),
      refetchOnWindowFocus: true,
    },
  },
})
