import { QueryClient } from '@tanstack/react-query'
import { isRefusal } from '../api/problem.ts'

const mostTries = 2

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      retry: (tries, error) => tries < mostTries && !isRefusal(error),
      refetchOnWindowFocus: true,
    },
  },
})
