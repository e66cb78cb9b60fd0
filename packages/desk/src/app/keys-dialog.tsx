import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { KeyList } from '../components/key-list.tsx'
import { words } from '../components/words.ts'
import classes from './keys-dialog.module.css'

/** All keys at a glance, from wherever one is. */
export function KeysDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactNode {
  return (
    <Modal opened={isOpen} onClose={onClose} title={words.me.keys}>
      <KeyList />
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {words.me.closeKeys}
        </Button>
      </div>
    </Modal>
  )
}
