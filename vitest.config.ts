import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config'

// Workspaces are tested from their sources: nothing has to be built first. All else is found as Node finds it: the
// condition 'module' is for bundlers, and leads to modules that import others without their endings.
const conditions = ['source', 'node', 'development|production']
const externalConditions = ['source', 'node', 'module-sync', 'import', 'default']

function project(name: string, include: readonly string[]): TestProjectInlineConfiguration {
  return {
    resolve: { conditions },
    ssr: { resolve: { conditions, externalConditions } },
    test: {
      name,
      include: [...include],
      exclude: ['**/node_modules/**', '**/dist/**'],
      server: { deps: { inline: [/^handover/, /\/packages\/(handover|desk)\//] } },
      execArgv: ['--conditions=source'],
      testTimeout: 20_000,
      hookTimeout: 60_000,
    },
  }
}

export default defineConfig({
  test: {
    globalSetup: ['test/postgres-server.ts'],
    passWithNoTests: false,
    projects: [
      project('handover', ['packages/handover/src/**/*.test.ts', 'packages/handover/test/**/*.test.ts']),
      project('desk', ['packages/desk/src/**/*.test.{ts,tsx}', 'packages/desk/test/**/*.test.{ts,tsx}']),
      project('examples', ['examples/**/*.test.ts']),
      project('docs', ['docs/**/*.test.ts']),
      project('bench', ['bench/**/*.test.ts']),
      project('tools', ['test/**/*.test.ts', 'scripts/**/*.test.ts']),
    ],
  },
})
