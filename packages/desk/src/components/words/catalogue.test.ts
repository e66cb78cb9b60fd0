import { describe, expect, it } from 'vitest'
import { replaceTexts } from './catalogue.ts'

const catalogue = () => ({
  title: 'Inbox',
  task: { take: 'Take', took: (title: string) => `Taken: ${title}.`, days: ['Sun', 'Mon'] },
})

describe('replacing texts', () => {
  it('puts them into the groups themselves, and leaves the others', () => {
    const words = catalogue()
    const { task } = words
    expect(replaceTexts(words, { task: { take: 'Grab' } })).toEqual([])
    expect(task.take).toBe('Grab')
    expect([words.title, task.took('A')]).toEqual(['Inbox', 'Taken: A.'])
  })

  it('takes a plain text for one that names something', () => {
    const words = catalogue()
    expect(replaceTexts(words, { task: { took: 'It is yours.' } })).toEqual([])
    expect(words.task.took('A')).toBe('It is yours.')
  })

  it('takes words for any code of a refusal', () => {
    const words = { refusals: {} as Record<string, unknown> }
    expect(replaceTexts(words, { refusals: { STOCK_EMPTY: { title: 'Nothing is left.' } } })).toEqual([])
    expect(words.refusals).toEqual({ STOCK_EMPTY: { title: 'Nothing is left.' } })
  })

  it('names what has no place, and what is no text there, and changes nothing for it', () => {
    const words = catalogue()
    const wrong = { titel: 'Eingang', title: 7, task: { days: 'Sun', deep: { er: 'x' } }, constructor: 'x' }
    expect(replaceTexts(words, wrong)).toEqual(['titel', 'title', 'task.days', 'task.deep', 'constructor'])
    expect(JSON.stringify(words)).toBe(JSON.stringify(catalogue()))
  })
})
