import type { Permit, TaskCommand } from 'handover/client'
import { expect, test } from 'vitest'
import { asks } from './asks.ts'
import { allowedOf, menuOf } from './menu-of.ts'
import { words } from '../words.ts'

const yes: Permit = { allowed: true }
const no: Permit = { allowed: false, code: 'TASK_ENDED', reason: 'It is over.' }

test('the menu holds what one may do, in its own order, and nothing that has a place elsewhere', () => {
  expect(menuOf(['cancel', 'complete', 'sendBack', 'reassign'], false)).toEqual(['reassign', 'sendBack', 'cancel'])
})

test('assigning to others is for who may; taking a task has a button', () => {
  expect(menuOf(['assign'], false)).toEqual([])
  expect(menuOf(['assign'], true)).toEqual(['assign'])
})

test('what is refused is no button', () => {
  const can = { undo: yes, revive: no, complete: yes } as Record<TaskCommand, Permit>
  expect(allowedOf({ can })).toEqual(['undo', 'complete'])
})

test('every command that is asked for has its words', () => {
  for (const command of Object.keys(asks) as (keyof typeof asks)[]) {
    const { menu, act, title, done } = words.command[command]
    expect([menu, act, title('Pack'), done('Pack')].every((text) => text.length > 0)).toBe(true)
  }
})
