import { createTheme, type CSSVariablesResolver } from '@mantine/core'
import type { Button, Menu, Modal, NativeSelect, Select, Textarea, TextInput, Tooltip } from '@mantine/core'
import classes from './theme.module.css'

const named = (name: string): string => classes[name] ?? ''
const field = { input: named('field'), label: named('label'), description: named('hint'), error: named('error') }

// As `Button.extend({ … })`, but of the type alone: a page must not wait for the code of parts that it does not show.
const settings = <C extends { extend: (given: never) => unknown }>(given: Parameters<C['extend']>[0]) => given

/** Mantine supplies behaviour and accessibility; the looks come from tokens.css through these hooks. */
export const theme = createTheme({
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  primaryColor: 'ink',
  primaryShade: { light: 6, dark: 6 },
  defaultRadius: 'var(--r2)',
  cursorType: 'pointer',
  respectReducedMotion: true,
  colors: {
    ink: ['#eceefc', '#d5daf9', '#a9b3f2', '#7c8bec', '#5566e4', '#3b4edb', '#2a3fd0', '#2335b4', '#1f30ab', '#182585'],
  },
  components: {
    Button: settings<typeof Button>({
      defaultProps: { size: 'sm' },
      classNames: { root: named('button'), section: named('section') },
    }),
    TextInput: settings<typeof TextInput>({ classNames: field }),
    Textarea: settings<typeof Textarea>({ classNames: field }),
    NativeSelect: settings<typeof NativeSelect>({ classNames: field }),
    Select: settings<typeof Select>({ classNames: { ...field, dropdown: named('menu'), option: named('menuItem') } }),
    Modal: settings<typeof Modal>({
      defaultProps: {
        centered: true,
        withCloseButton: false,
        padding: 24,
        size: 480,
        transitionProps: { duration: 120 },
      },
      classNames: {
        content: named('modal'),
        overlay: named('veil'),
        header: named('modalHeader'),
        title: named('modalTitle'),
      },
    }),
    Menu: settings<typeof Menu>({
      defaultProps: { transitionProps: { duration: 120 }, returnFocus: true, withInitialFocusPlaceholder: false },
      classNames: { dropdown: named('menu'), item: named('menuItem'), label: named('menuLabel') },
    }),
    Tooltip: settings<typeof Tooltip>({
      defaultProps: {
        openDelay: 400,
        withArrow: false,
        offset: 6,
        events: { hover: true, focus: true, touch: false },
      },
      classNames: { tooltip: named('tip') },
    }),
  },
})

const shared = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-error': 'var(--red-text)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-color-ink-filled': 'var(--accent)',
  '--mantine-color-ink-filled-hover': 'var(--accent-hover)',
}
export const cssVariablesResolver: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared })
