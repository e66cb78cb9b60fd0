import { Component, type ReactNode } from 'react'

interface Props {
  readonly children: ReactNode
  /** What stands there when a child throws. */
  readonly instead: (error: Error) => ReactNode
}

/** Keeps a mistake of the application's component from taking the page with it. */
export class OwnBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(thrown: unknown): { error: Error } {
    return { error: thrown instanceof Error ? thrown : new Error(String(thrown)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    return error === null ? this.props.children : this.props.instead(error)
  }
}
