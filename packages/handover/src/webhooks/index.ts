/** For those who receive webhooks: `handover/webhooks` needs no database and no flow. */
export { verifyWebhook, type VerifyOptions, type WebhookHeaders } from './verify-webhook.ts'
export type { WebhookBody } from './webhook-body.ts'
