import { IconPaperclip } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import classes from './widgets.module.css'

/** Leads to a file that lies elsewhere, named by the end of its address. */
export function FileLink({ to }: { to: string }): ReactNode {
  return (
    <a className={classes.file} href={to} target="_blank" rel="noreferrer">
      <IconPaperclip size={15} stroke={1.8} aria-hidden />
      {words.field.openFile(nameOf(to))}
    </a>
  )
}

/** Whether a text is an address that may be followed: what runs code in the page is not. */
export function isAddress(value: unknown): value is string {
  return typeof value === 'string' && (/^https?:\/\/[^\s/]/i.test(value) || /^\/(?!\/)\S+$/.test(value))
}

function nameOf(address: string): string {
  const last = address
    .replace(/[?#].*$/, '')
    .split('/')
    .findLast((part) => part !== '')
  try {
    return decodeURIComponent(last ?? address)
  } catch {
    return last ?? address
  }
}
