import { Button, TextInput } from '@mantine/core'
import { IconPaperclip } from '@tabler/icons-react'
import type { WidgetProps } from '@rjsf/utils'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import { fieldProps } from './field-props.ts'
import { useChooseFile } from './file-chooser.ts'
import { FileLink, isAddress } from './file-link.tsx'
import classes from './widgets.module.css'

/** A file by its reference: typed, or chosen by the application's own means; an address can be followed. */
export function FileInput(props: WidgetProps): ReactNode {
  const { id, schema, label, value, disabled = false, readonly = false, placeholder, options, onChange } = props
  const choose = useChooseFile()
  const text = typeof value === 'string' ? value : ''
  const ask = async () => {
    const chosen = await choose?.({ id, label, value: text })
    if (chosen !== undefined) onChange(chosen)
  }
  return (
    <div>
      <div className={classes.chooser}>
        <TextInput
          {...fieldProps(props)}
          type={schema.format === 'uri' ? 'url' : 'text'}
          value={text}
          readOnly={readonly}
          placeholder={placeholder ?? ''}
          onChange={(event) => onChange(event.target.value === '' ? options.emptyValue : event.target.value)}
        />
        {choose !== undefined && !disabled && !readonly && (
          <Button variant="default" leftSection={<IconPaperclip size={15} />} onClick={() => void ask()}>
            {words.field.chooseFile}
          </Button>
        )}
      </div>
      {isAddress(value) && <FileLink to={value} />}
    </div>
  )
}
