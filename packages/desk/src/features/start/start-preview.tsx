import type { ReactNode } from 'react'
import { FlowTag } from '../../components/flow-tag.tsx'
import { Key } from '../../components/key.tsx'
import { LinkButton } from '../../components/link-button.tsx'
import classes from '../../components/preview.module.css'
import { words } from '../../components/words.ts'
import type { Start } from './start.ts'
import { WhatHappensNext } from './what-happens-next.tsx'

/** What one is about to start, beside the list: what it is for, its picture, and what comes after it. */
export function StartPreview({ of: { flow, start } }: { of: Start }): ReactNode {
  return (
    <aside className={classes.preview} aria-label={words.inbox.preview} data-preview>
      <header className={classes.bar}>
        <FlowTag title={flow.title} />
        <span className={classes.grow} />
        <LinkButton
          to="/start/$flow/$node"
          params={{ flow: flow.name, node: start.node }}
          rightSection={<Key k="Enter" onAccent />}
        >
          {start.title}
        </LinkButton>
      </header>
      <div className={classes.body}>
        <div className={classes.asked}>
          <h2>{start.title}</h2>
          {[flow.description, start.description].map((text) => text !== '' && <p key={text}>{text}</p>)}
        </div>
        <div className={classes.standing}>
          <WhatHappensNext flow={flow.name} node={start.node} />
        </div>
      </div>
    </aside>
  )
}
