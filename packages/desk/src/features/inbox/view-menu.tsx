import { Menu } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import page from '../../components/page.module.css'
import { words } from '../../components/words.ts'
import { OrderChoices, type OrderProps } from './order-menu.tsx'
import type { Selection } from './use-selection.ts'

/** On a phone: in which order the list stands, and the way to select. */
export function ViewMenu({ list, view, onView, selection }: OrderProps & { selection: Selection }): ReactNode {
  return (
    <Menu position="bottom-end" width={232}>
      <Menu.Target>
        <button type="button" className={page.iconButton} aria-label={words.inbox.view}>
          <IconAdjustmentsHorizontal size={19} stroke={1.7} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <OrderChoices list={list} view={view} onView={onView} />
        {list !== 'archive' && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={selection.begin}>{words.inbox.selectTasks}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
