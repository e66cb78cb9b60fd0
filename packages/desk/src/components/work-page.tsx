import { IconArrowLeft, IconChevronRight } from '@tabler/icons-react'
import { Link, useRouter, type LinkProps } from '@tanstack/react-router'
import { Fragment, type ReactNode } from 'react'
import classes from './page.module.css'
import { words } from './words.ts'

interface WorkPageProps {
  /** Where it belongs; the last is the page itself. */
  readonly crumbs: { readonly label: string; readonly parts: readonly ReactNode[] }
  /** Where the arrow leads when the desk was opened on this page. */
  readonly back: NonNullable<LinkProps['to']>
  readonly tools?: ReactNode
  readonly actions?: ReactNode
  readonly context?: { readonly label: string; readonly content: ReactNode }
  readonly children: ReactNode
}

/** The page around one thing: where it belongs, the work, its actions at the bottom, the context at the right. */
export function WorkPage({ crumbs, back, tools, actions, context, children }: WorkPageProps): ReactNode {
  return (
    <div className={classes.page}>
      <header className={classes.pageBar}>
        <BackLink to={back} />
        <nav className={classes.crumbs} aria-label={crumbs.label}>
          <ol>
            {crumbs.parts.map((part, i) => (
              <Fragment key={i}>
                <li aria-current={i === crumbs.parts.length - 1 ? 'page' : undefined}>
                  {i > 0 && <IconChevronRight size={14} aria-hidden />}
                  <span>{part}</span>
                </li>
              </Fragment>
            ))}
          </ol>
        </nav>
        <span className={classes.grow} />
        {tools}
      </header>
      <div
        className={`${classes.columns} ${context === undefined ? classes.alone : ''}`}
        {...(actions !== undefined && { 'data-acts': true })}
      >
        <div className={classes.work}>
          {children}
          {actions !== undefined && <footer className={classes.actions}>{actions}</footer>}
        </div>
        {context !== undefined && (
          <aside className={classes.context} aria-label={context.label}>
            {context.content}
          </aside>
        )}
      </div>
    </div>
  )
}

/** Goes back to where one came from, or to the list when there is no such place. */
function BackLink({ to }: { to: NonNullable<LinkProps['to']> }): ReactNode {
  const router = useRouter()
  return (
    <Link
      to={to}
      className={classes.iconButton}
      aria-label={words.back}
      onClick={(event) => {
        if (!router.history.canGoBack()) return
        event.preventDefault()
        router.history.back()
      }}
    >
      <IconArrowLeft size={18} stroke={1.8} />
    </Link>
  )
}
