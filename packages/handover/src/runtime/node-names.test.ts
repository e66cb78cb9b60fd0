import { describe, expect, it } from 'vitest'
import { namesOf, nameNow, placeNow, scopeNow } from './node-names.ts'

const kind = { kind: { kind: 'view' } }
const graph = { approve: kind, approve__timeout: kind, fork: kind, both: kind, ask: kind } as never
const flow = { graph, moved: { review: 'approve', split: 'fork', meet: 'both', old: 'approve' } }

describe('the name of a stored node', () => {
  it('is the new one where moved says so', () => {
    expect(nameNow(flow, 'review')).toBe('approve')
    expect(nameNow(flow, 'ask')).toBe('ask')
    expect(nameNow(flow, 'gone')).toBe('gone')
    expect(nameNow(flow, 'constructor')).toBe('constructor')
  })

  it('of a boundary follows its host, as far as the new one has that boundary', () => {
    expect(nameNow(flow, 'review__timeout')).toBe('approve__timeout')
    expect(nameNow(flow, 'review__error')).toBe('review__error')
  })

  it('may be any that it ever had', () => {
    expect(namesOf(flow, 'approve')).toEqual(['approve', 'review', 'old'])
  })
})

describe('what is stored under old names', () => {
  it('stands at the new ones, and is the same object where nothing is renamed', () => {
    const task = { node: 'ask', kind: 'view' }
    expect(placeNow(flow, task)).toBe(task)
    expect(placeNow(flow, { node: 'review', kind: 'manual' })).toEqual({ node: 'approve', kind: 'view' })
  })

  it('is renamed in open scopes too', () => {
    const scope = { id: 's', split: 'fork', parent: null, task: 't', item: null, joined: ['both'] }
    expect(scopeNow(flow, scope)).toBe(scope)
    expect(scopeNow(flow, { ...scope, split: 'split', joined: ['meet', 'ask'] })).toEqual({
      ...scope,
      joined: ['both', 'ask'],
    })
  })
})
