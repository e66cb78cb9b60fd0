import { describe, expect, test } from 'vitest'
import { jobQueueContract } from '../testing/job-queue-contract.ts'
import { embeddedJobs } from './embedded.ts'

jobQueueContract('The plain runner of jobs', async () => ({ open: embeddedJobs, drop: async () => {} }))

describe('the plain runner of jobs', () => {
  test.each([0, 1.5, Number.NaN])('refuses to run %d at once', (concurrency) => {
    expect(() => embeddedJobs({ concurrency })).toThrow(expect.objectContaining({ code: 'OPTION_INVALID' }))
  })
})
