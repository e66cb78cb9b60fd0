/** Traces and metrics through OpenTelemetry; needs `npm install @opentelemetry/api`, and an SDK that the application sets up. */
export { openTelemetry, type OpenTelemetryOptions } from './open-telemetry.ts'
