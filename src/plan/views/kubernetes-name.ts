/** The name of a Deployment, to which Kubernetes adds 17 characters for a pod, is a label of DNS with 63 at most. */
const LONGEST = 46

/** What YAML takes for something else than a text. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/

/**
 * What the objects of a service are called: its name as a label of DNS that begins with a letter (RFC 1035).
 *
 * @example
 * kubernetesName('1.0-shop') // 'app-1-0-shop'
 */
export function kubernetesName(name: string): string {
  const label = name
    .toLowerCase()
    .replaceAll(/[^a-z\d]+/g, '-')
    .replace(/^-/, '')
  const whole = /^[a-z]/.test(label) && !NO_TEXT.test(label) ? label : `app-${label}`
  return whole.slice(0, LONGEST).replace(/-$/, '')
}
