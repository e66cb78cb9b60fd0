import { Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react'
import { useJumpKey, useKeys } from '../components/keys.ts'
import { later } from '../components/later/later.tsx'
import { NotOpened } from '../components/later/not-opened.tsx'
import { words } from '../components/words.ts'
import { BottomBar } from './bottom-bar.tsx'
import classes from './frame.module.css'
import { Sidebar } from './sidebar.tsx'

// What opens over a page comes when it is asked for, and stays until something else does: it fades out.
const Jump = later(() => import('../features/jump/jump.tsx'), 'Jump', NotOpened)
const KeysDialog = later(() => import('./keys-dialog.tsx'), 'KeysDialog', NotOpened)

/** Around every page: the sidebar on wide screens, the bar of five at the bottom on phones. */
export function Frame(): ReactNode {
  const main = useFocusAfterMove()
  const navigate = useNavigate()
  const [over, setOver] = useState<{ readonly what: 'jump' | 'keys'; readonly isOpen: boolean }>()
  const open = (what: 'jump' | 'keys') => setOver({ what, isOpen: true })
  const close = () => setOver((now) => now && { ...now, isOpen: false })
  const ofWhatIsOver = { isOpen: over?.isOpen === true, onClose: close }
  useJumpKey(() => setOver((now) => ({ what: 'jump', isOpen: now?.what !== 'jump' || !now.isOpen })))
  useKeys({
    '?': () => open('keys'),
    c: () => void navigate({ to: '/start' }),
    'g i': () => void navigate({ to: '/inbox' }),
    'g q': () => void navigate({ to: '/queue' }),
    'g a': () => void navigate({ to: '/archive' }),
    'g p': () => void navigate({ to: '/processes' }),
  })
  return (
    <div className={classes.frame}>
      <a
        className={classes.skip}
        href="#main"
        onClick={(event) => {
          // The page has a `<base href>`: a bare fragment would leave it.
          event.preventDefault()
          main.current?.focus()
        }}
      >
        {words.skip}
      </a>
      <Sidebar onJump={() => open('jump')} />
      <main id="main" className={classes.main} tabIndex={-1} ref={main}>
        <Outlet />
      </main>
      <BottomBar />
      <Suspense>
        {over?.what === 'jump' && <Jump {...ofWhatIsOver} />}
        {over?.what === 'keys' && <KeysDialog {...ofWhatIsOver} />}
      </Suspense>
    </div>
  )
}

/** Moves the focus to the new page, so that the keyboard goes on there and readers begin at its top. */
function useFocusAfterMove() {
  const main = useRef<HTMLElement>(null)
  const path = useLocation({ select: (location) => location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    main.current?.focus({ preventScroll: true })
  }, [path])
  return main
}
