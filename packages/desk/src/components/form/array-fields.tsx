import { ActionIcon, Button } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps, RJSFSchema } from '@rjsf/utils'
import { createContext, useContext, useEffect, useMemo, useRef, useState, type MouseEvent, type ReactNode } from 'react'
import { Hidden } from '../hidden.tsx'
import page from '../page.module.css'
import { words } from '../words.ts'
import { focusField } from './focus-field.ts'
import classes from './templates.module.css'

type ClickEvent = MouseEvent<HTMLButtonElement>

interface List {
  /** What people call one of them. */
  readonly title: string
  /** Tells who cannot see it what became of the list. */
  readonly tell: (text: string) => void
}
const ListContext = createContext<List>({ title: '', tell: () => undefined })

/** Several of the same: each can be moved and removed, and a further one gets the focus. */
export function ArrayFields(props: ArrayFieldTemplateProps): ReactNode {
  const { schema, items, canAdd, onAddClick, rawErrors, fieldPathId, disabled, readonly } = props
  const { $id: id } = fieldPathId
  const [told, tell] = useState('')
  const isAdding = useRef(false)
  const count = items.length
  useEffect(() => {
    if (!isAdding.current) return
    isAdding.current = false
    focusField(itemId(id, count - 1))
  }, [count, id])
  const own = (schema.items as RJSFSchema | undefined)?.title
  const title = own ?? props.title
  const list = useMemo(() => ({ title, tell }), [title])
  return (
    <fieldset id={id} className={classes.list} {...((rawErrors?.length ?? 0) > 0 && { 'data-error': true })}>
      <legend className={classes.legend}>{props.title}</legend>
      {schema.description && <p className={classes.hint}>{schema.description}</p>}
      <ListContext value={list}>
        {count === 0 ? (
          <p className={classes.noItems}>{words.field.noItems}</p>
        ) : (
          <ol className={classes.items}>{items}</ol>
        )}
      </ListContext>
      {rawErrors?.map((message) => (
        <p className={classes.error} key={message}>
          {message}
        </p>
      ))}
      {canAdd && !disabled && !readonly && (
        <Button
          className={classes.add ?? ''}
          variant="default"
          leftSection={<IconPlus size={15} />}
          data-add
          onClick={(event) => {
            isAdding.current = true
            tell(words.field.added(words.field.numbered(title, count + 1)))
            onAddClick(event)
          }}
        >
          {own === undefined ? words.form.add(title) : words.field.addItem(own)}
        </Button>
      )}
      <p role="status">
        <Hidden>{told}</Hidden>
      </p>
    </fieldset>
  )
}

/** One of several, with what may be done with it. */
export function ArrayItem(props: ArrayFieldItemTemplateProps): ReactNode {
  const { children, buttonsProps, index, totalItems, disabled, readonly } = props
  const { title, tell } = useContext(ListContext)
  const place = useRef<HTMLLIElement>(null)
  const label = words.field.numbered(title, index + 1)
  const isFixed = disabled === true || readonly === true
  const move = (to: number, act: () => void, key: string) => {
    const list = place.current?.parentElement
    act()
    tell(words.field.moved(label, to + 1, totalItems))
    afterwards(() => focusAct(list?.children[to], key))
  }
  const remove = (event: ClickEvent) => {
    const list = place.current?.closest('fieldset')
    buttonsProps.onRemoveItem(event)
    tell(words.field.removed(label))
    afterwards(() => {
      const items = list?.querySelector('ol')?.children ?? []
      const next = items[Math.min(index, items.length - 1)]
      if (next === undefined) list?.querySelector<HTMLElement>(':scope > [data-add]')?.focus()
      else focusAct(next, 'remove')
    })
  }
  return (
    <li className={classes.item} ref={place} {...(buttonsProps.schema.type === 'object' && { 'data-group': true })}>
      <div>{children}</div>
      {!isFixed && (
        <div className={classes.acts}>
          {totalItems > 1 && (
            <>
              <Act
                act="up"
                label={words.field.moveUp(label)}
                isOff={!buttonsProps.hasMoveUp}
                onClick={(event) => move(index - 1, () => buttonsProps.onMoveUpItem(event), 'up')}
              >
                <IconArrowUp size={16} stroke={1.8} aria-hidden />
              </Act>
              <Act
                act="down"
                label={words.field.moveDown(label)}
                isOff={!buttonsProps.hasMoveDown}
                onClick={(event) => move(index + 1, () => buttonsProps.onMoveDownItem(event), 'down')}
              >
                <IconArrowDown size={16} stroke={1.8} aria-hidden />
              </Act>
            </>
          )}
          {buttonsProps.hasRemove && (
            <Act act="remove" label={words.field.removeItem(label)} onClick={remove}>
              <IconX size={16} stroke={1.8} aria-hidden />
            </Act>
          )}
        </div>
      )}
    </li>
  )
}

interface ActProps {
  readonly act: 'up' | 'down' | 'remove'
  readonly label: string
  readonly isOff?: boolean
  readonly onClick: (event: ClickEvent) => void
  readonly children: ReactNode
}

// Not disabled at the ends of the list: the focus would be lost on the way.
function Act({ act, label, isOff = false, onClick, children }: ActProps): ReactNode {
  return (
    <ActionIcon
      variant="subtle"
      className={page.iconButton ?? ''}
      data-act={act}
      aria-label={label}
      aria-disabled={isOff || undefined}
      onClick={(event) => {
        if (!isOff) onClick(event)
      }}
    >
      {children}
    </ActionIcon>
  )
}

const itemId = (list: string, index: number): string => `${list}_${index}`

// The list is drawn anew first.
function afterwards(act: () => void): void {
  setTimeout(act)
}

function focusAct(item: Element | undefined, key: string): void {
  item?.querySelector<HTMLElement>(`[data-act="${key}"]`)?.focus()
}
