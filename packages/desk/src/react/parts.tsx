import type { ComponentProps, ReactNode } from 'react'
import { Facts as PlainFacts } from '../components/facts.tsx'
import { Person as PlainPerson } from '../components/person.tsx'
import { Status as PlainStatus } from '../components/status.tsx'
import { Time as PlainTime } from '../components/time.tsx'
import { Placed } from './placed.tsx'

/** What is known, as labels and values. */
export function Facts(props: ComponentProps<typeof PlainFacts>): ReactNode {
  return (
    <Placed>
      <PlainFacts {...props} />
    </Placed>
  )
}

/** Who it is, with initials; null is the system. */
export function Person(props: ComponentProps<typeof PlainPerson>): ReactNode {
  return (
    <Placed inline>
      <PlainPerson {...props} />
    </Placed>
  )
}

/** The status of a task or a process: a sign and a word. */
export function Status(props: ComponentProps<typeof PlainStatus>): ReactNode {
  return (
    <Placed inline>
      <PlainStatus {...props} />
    </Placed>
  )
}

/** Relative to read, absolute to know. */
export function Time(props: ComponentProps<typeof PlainTime>): ReactNode {
  return (
    <Placed inline>
      <PlainTime {...props} />
    </Placed>
  )
}
