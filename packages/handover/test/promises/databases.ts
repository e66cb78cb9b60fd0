/** Every promise is kept on both databases. */
export const databases = ['sqlite', 'postgres'] as const
