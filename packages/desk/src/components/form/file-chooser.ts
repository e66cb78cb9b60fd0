import { createContext, useContext } from 'react'

export interface FileField {
  readonly id: string
  readonly label: string
  /** What stands in the field now. */
  readonly value: string
}

/** Lets somebody choose or upload a file with the application's own means; undefined when they did not. */
export type ChooseFile = (field: FileField) => Promise<string | undefined>

const ChooseFileContext = createContext<ChooseFile | undefined>(undefined)

/**
 * Gives the forms below it a way to choose files. The desk keeps only their references.
 *
 * @example
 * <FileChooser value={({ label }) => myUploads.open({ title: label })}>{children}</FileChooser>
 */
export const FileChooser = ChooseFileContext.Provider

/** How a file is chosen here; undefined where references are only typed. */
export const useChooseFile = (): ChooseFile | undefined => useContext(ChooseFileContext)
