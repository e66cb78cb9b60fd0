import { use, type ComponentType, type ReactNode } from 'react'
import { NotLoaded } from './not-loaded.tsx'

/** A part whose code comes when it is first shown, or before that when it is asked for. */
export interface Later<Props> {
  (props: Props): ReactNode
  /** Never rejects. */
  readonly preload: () => Promise<void>
}

type PropsOf<Part> = Part extends (props: infer Props) => ReactNode ? Props & object : never

/**
 * One component of a module. It shows `Instead`, with the same properties, when its code could not be had: without a
 * connection, or when the desk was renewed on the server meanwhile. Browsers remember that: only a page that is loaded
 * anew asks again.
 *
 * @example
 * const Jump = later(() => import('./jump.tsx'), 'Jump', NotOpened)
 */
export function later<Module, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
  Instead: ComponentType<PropsOf<Module[Name]>> = NotLoaded,
): Later<PropsOf<Module[Name]>> {
  type Props = PropsOf<Module[Name]>
  let loading: Promise<void> | undefined
  let Part: ComponentType<Props> | undefined
  const begin = async () => {
    try {
      Part = (await load())[name] as ComponentType<Props>
    } catch (failure) {
      console.error(failure)
      Part = Instead
    }
  }
  const preload = () => (loading ??= begin())
  function Later(props: Props): ReactNode {
    if (Part === undefined) use(preload())
    return Part !== undefined && <Part {...props} />
  }
  return Object.assign(Later, { preload })
}
