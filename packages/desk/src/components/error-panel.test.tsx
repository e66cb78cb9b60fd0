import { renderToString } from 'react-dom/server'
import { expect, test } from 'vitest'
import { ErrorPanel } from './error-panel.tsx'
import { words } from './words.ts'

test('what was thrown is the headline, with its code and what it means for the process', () => {
  const html = renderToString(<ErrorPanel error={{ code: 'FUNCTION_FAILED', message: 'No server at port 25.' }} />)
  expect(html).toContain('<h2>No server at port 25.</h2>')
  expect(html).toContain('<code>FUNCTION_FAILED</code>')
  expect(html).toContain(words.error.text)
})

test('an error without words has a headline all the same', () => {
  expect(renderToString(<ErrorPanel error={{ code: 'X', message: '' }} />)).toContain(words.error.headline)
})
