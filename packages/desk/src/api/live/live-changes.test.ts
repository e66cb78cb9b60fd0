import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, onTestFinished, test } from 'vitest'
import { applyChange } from './live-changes.ts'

const ofLists = { lists: true, overviews: false, processes: [], progress: [] }

/** A list on the screen; each reading ends when it is told to, with what there was when it began. */
function shownList() {
  const queries = new QueryClient()
  const underWay: (() => void)[] = []
  let there = 0
  const queryFn = () => {
    const seen = there
    return new Promise<number>((resolve) => void underWay.push(() => resolve(seen)))
  }
  const observer = new QueryObserver(queries, { queryKey: ['tasks'], queryFn, staleTime: Infinity })
  onTestFinished(observer.subscribe(() => {}))
  const change = () => {
    there++
    applyChange(queries, ofLists)
  }
  const answer = async () => {
    underWay.shift()!()
    await new Promise((resolve) => setTimeout(resolve))
  }
  return { change, answer, underWay, shown: () => observer.getCurrentResult().data }
}

test('what changes while a list is read for the first time is read after it', async () => {
  const { change, answer, shown } = shownList()
  change()
  await answer()
  expect(shown()).toBe(0)
  await answer()
  expect(shown()).toBe(1)
})

test('what changes while a list is read again is read once more, however much that was', async () => {
  const { change, answer, shown, underWay } = shownList()
  await answer()
  change()
  change()
  change()
  await answer()
  expect([shown(), underWay.length]).toEqual([1, 1])
  await answer()
  expect([shown(), underWay.length]).toEqual([3, 0])
})
