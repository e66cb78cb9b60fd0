/** Who acts: a person or a program, as the application's own user directory knows them. */
export interface Actor {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
  readonly groups?: readonly string[]
}

/**
 * Who may take a task: anyone who has one of the permissions, is in one of the groups or is one of the users,
 * and is not among the exceptions. With neither permissions, groups nor users it is everyone but the exceptions.
 */
export interface Audience {
  readonly permissions?: readonly string[]
  readonly groups?: readonly string[]
  readonly users?: readonly string[]
  readonly except?: readonly string[]
}
