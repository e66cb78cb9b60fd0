import { Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { TaskListName } from 'handover/client'
import type { ReactNode } from 'react'
import type { TaskView } from '../../api/task-view.ts'
import { Choice } from '../../components/chip/menu-chip.tsx'
import { words } from '../../components/words.ts'
import { without } from './filter-names.ts'
import classes from './filters.module.css'

export interface OrderProps {
  readonly list: TaskListName
  readonly view: TaskView
  readonly onView: (view: TaskView) => void
}

type Order = 'grouped' | NonNullable<TaskView['sort']>
const orders: Record<'work' | 'over', readonly Order[]> = {
  work: ['grouped', 'due', 'newest', 'oldest'],
  over: ['newest', 'oldest'],
}

/** In which order the list stands. */
export function OrderMenu(props: OrderProps): ReactNode {
  return (
    <Menu position="bottom-end" width={216}>
      <Menu.Target>
        <button type="button" className={classes.order}>
          {words.inbox.order[orderOf(props)]} <IconChevronDown size={13} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <OrderChoices {...props} />
      </Menu.Dropdown>
    </Menu>
  )
}

export function OrderChoices({ list, view, onView }: OrderProps): ReactNode {
  const others = without(view, 'sort')
  const usual = usualOf(list)
  return orders[list === 'archive' ? 'over' : 'work'].map((order) => (
    <Choice
      key={order}
      isChosen={orderOf({ list, view }) === order}
      onChoose={() => onView(order === usual || order === 'grouped' ? others : { ...others, sort: order })}
    >
      {words.inbox.order[order]}
    </Choice>
  ))
}

const usualOf = (list: TaskListName): Order => (list === 'archive' ? 'newest' : 'grouped')

function orderOf({ list, view }: Pick<OrderProps, 'list' | 'view'>): Order {
  const known = orders[list === 'archive' ? 'over' : 'work']
  return known.find((order) => order === view.sort) ?? usualOf(list)
}
