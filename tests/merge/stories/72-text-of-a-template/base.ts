export const hello = `Hello
  ${name}`

export const bye = 'bye'
