import { flow } from 'handover'
import { z } from 'zod'

const parcel = z
  .object({
    what: z.string().min(1).meta({ title: 'What is in it', width: 'half' }),
    weight: z.number().positive().max(30).meta({ title: 'Weight', unit: 'kg' }),
  })
  .meta({ title: 'Parcel' })

/** One field of every kind that a form can draw, and a decision that says what follows from each way. */
export const claim = flow('claim', {
  title: 'Damage claim',
  description: 'Tell what was damaged, have it decided, and it is paid.',
  summary: (data) => data.subject,
  data: z.object({
    subject: z.string().min(1).max(80).meta({ title: 'Subject', placeholder: 'Broken lamp', width: 'half' }),
    contact: z.email().optional().meta({ title: 'Mail', width: 'half' }),
    story: z
      .string()
      .max(2000)
      .optional()
      .meta({ title: 'What happened', description: 'As you would tell a colleague.', rows: 4 }),
    amount: z.number().min(0).multipleOf(0.01).meta({ title: 'Value of the goods', currency: 'EUR' }),
    days: z.int().min(1).default(3).meta({ title: 'Days late', unit: 'days' }),
    day: z.iso.date().meta({ title: 'Day of the damage' }),
    at: z.iso.time().optional().meta({ title: 'Time of the day' }),
    noticed: z.iso.datetime().meta({ title: 'Noticed' }),
    kind: z.enum(['broken', 'lost', 'late', 'wrong']).meta({
      title: 'What is wrong',
      choices: {
        broken: { description: 'It came, but does not work.' },
        lost: { description: 'It never came.' },
        late: { title: 'Too late' },
        wrong: { title: 'Something else came' },
      },
    }),
    country: z.enum(['NO', 'DE', 'IN', 'FR', 'US', 'JP', 'BR']).meta({
      title: 'Country',
      choices: { NO: { title: 'Norway' }, DE: { title: 'Germany' }, IN: { title: 'India' } },
    }),
    isInsured: z.boolean().meta({ title: 'Is it insured?' }),
    proofs: z
      .array(z.enum(['photo', 'invoice', 'witness']))
      .default([])
      .meta({ title: 'Proofs', choices: { photo: { title: 'A photo' }, invoice: { title: 'The invoice' } } }),
    scan: z.url().optional().meta({ title: 'Scan of the invoice', widget: 'file', placeholder: 'https://' }),
    tariff: z.string().default('Tariff B, from 2026').meta({ title: 'Tariff', widget: 'fact' }),
    address: z
      .object({
        street: z.string().min(1).meta({ title: 'Street', width: 'half' }),
        city: z.string().min(1).meta({ title: 'City', width: 'half' }),
      })
      .meta({ title: 'Pick up at', description: 'Where the goods are now.' }),
    parcels: z.array(parcel).min(1).meta({ title: 'Parcels' }),
    payout: z
      .discriminatedUnion('by', [
        z
          .object({
            by: z.literal('bank'),
            account: z
              .string()
              .regex(/^[A-Z]{2}\d+$/, 'Begin with the two letters of the country.')
              .meta({ title: 'Account' }),
          })
          .meta({ title: 'By bank', description: 'Within three days.' }),
        z
          .object({ by: z.literal('credit'), until: z.iso.date().meta({ title: 'Valid until' }) })
          .meta({ title: 'As a credit', description: 'At once.' }),
      ])
      .meta({ title: 'How to pay it out' }),
    decision: z
      .enum(['approve', 'sendBack', 'decline'])
      .optional()
      .meta({
        title: 'Your decision',
        required: true,
        choices: {
          approve: { title: 'Approve', description: 'Pays the claim, by itself.' },
          sendBack: { title: 'Send back', description: 'It is corrected and asked again.' },
          decline: { title: 'Decline', description: 'Ends as declined.' },
        },
      }),
    note: z.string().max(500).optional().meta({ title: 'Note' }),
  }),
  nodes: (n) => ({
    start: n
      .start({
        fields: [
          ...(['subject', 'contact', 'story', 'amount', 'days', 'day', 'at', 'noticed', 'kind', 'country'] as const),
          ...(['isInsured', 'proofs', 'scan', 'tariff', 'address', 'parcels', 'payout'] as const),
        ],
      })
      .title('Report a damage')
      .next('decide'),
    decide: n
      .view({ fields: ['decision', 'note'] })
      .title('Decide the claim')
      .description('Read the claim and decide whether it is paid.')
      .due('3 days')
      .next('which'),
    which: n
      .if((visit) => visit.process.data.decision === 'sendBack')
      .title('Sent back?')
      .yes('rework')
      .no('ended'),
    rework: n
      .view({ fields: ['subject', 'amount'] })
      .title('Correct the claim')
      .next('decide'),
    ended: n.end().title('Decided'),
  }),
})
