import { expect, test } from 'vitest'
import { errorCodes } from '../../../../handover/src/errors.ts'
import { statusOf } from '../../../../handover/src/http/problem.ts'
import { words } from '../words.ts'
import { replaceTexts } from './catalogue.ts'
import { german } from './german.ts'

/** The plain texts with their places. */
function textsOf(group: object, path = ''): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [key, text] of Object.entries(group)) {
    const place = `${path}${key}`
    if (typeof text === 'string') found[place] = text
    else if (typeof text === 'object' && text !== null) Object.assign(found, textsOf(text as object, `${place}.`))
  }
  return found
}

// The same in both languages.
const same =
  /^(product|system|time\.|(keys|inbox\.hints)\.\d+\.0|me\.languages|.*[Ss]tatus$|status|processes\.(columns\.number|person)$)/

test('German stands for every text of the desk, and none of them was left English', () => {
  const english = textsOf(words)
  expect(replaceTexts(words, german)).toEqual([])
  const now = textsOf(words)
  expect(Object.keys(now)).toEqual(expect.arrayContaining(Object.keys(english)))
  const left = Object.keys(now).filter((place) => now[place] === english[place] && !same.test(place))
  expect(left).toEqual([])
  expect(words.nav.inbox).toBe('Eingang')
})

test('every refusal that a reader can meet is told in German: what happened, and what to do', () => {
  // What a desk never asks: 500 is the fault of the server, and told as such.
  const met = errorCodes.filter((code) => statusOf({ code, details: {} }) !== 500)
  const told = [...met, 'SERVER_FAILED', 'FUNCTION_FAILED', 'FUNCTION_TOO_SLOW']
  const lacking = told.filter(
    (code) => german.refusals[code]?.title === undefined || german.refusals[code].detail === '',
  )
  expect(lacking).toEqual([])
})
