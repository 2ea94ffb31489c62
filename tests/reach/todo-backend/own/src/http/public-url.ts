/** Where clients reach this service: what stands in front of it may have another name than it has for itself. */
export const PUBLIC_URL = process.env.PUBLIC_URL ?? 'http://localhost:3000'
