/** The pictures by which people tell flows apart: what they are about, in one word. The desk draws them. */
export const flowIcons = [
  'box',
  'building',
  'calendar',
  'cart',
  'document',
  'heart',
  'holiday',
  'idea',
  'key',
  'message',
  'money',
  'people',
  'phone',
  'school',
  'shield',
  'tool',
  'truck',
] as const
export type FlowIcon = (typeof flowIcons)[number]
