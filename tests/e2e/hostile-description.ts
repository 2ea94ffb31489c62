/** Stands in every text of the hostile description, and nowhere in a template. */
export const TOKEN = 'canary7f3a'

/** What tries to get out of a comment, a literal, a template, a tag, a shell word, an SQL constant or a template of ours. */
export const PAYLOADS: readonly string[] = [
  `*/ ${TOKEN}() /*`,
  `\`+${TOKEN}()+\``,
  `\${${TOKEN}()}`,
  `'+${TOKEN}()+'`,
  `"+${TOKEN}()+"`,
  `\\'+${TOKEN}()//`,
  `\\"+${TOKEN}()//`,
  `\\\`+${TOKEN}()//`,
  `</script><script>${TOKEN}()</script>`,
  `\n${TOKEN}()\n`,
  `\r\n${TOKEN}()`,
  `$(${TOKEN})\`${TOKEN}\`;${TOKEN}`,
  `'; ${TOKEN}; '`,
  `'); drop table things; -- ${TOKEN}`,
  `--> statement-breakpoint ${TOKEN} '`,
  `\u2028${TOKEN}()\u2029${TOKEN}()`,
  `\u202e${TOKEN}()\u2066`,
  `{{${TOKEN}}} {{{${TOKEN}}}} {{/if}}`,
  `%s %d $& $1 $\` ${TOKEN}`,
  `# ${TOKEN}: [}`,
  `<!-- ${TOKEN} -->`,
  `__proto__ ${TOKEN}`,
]

/** All payloads at once. */
export const HOSTILE = PAYLOADS.join(' ')

/** The worst that the grammar lets an enum have. */
export const STATES = [`0 ${TOKEN}://+.-_`, `${TOKEN}--`, `on/off:${TOKEN} -- x`, 'constructor', 'null', '0', 'true']

/** A default for each payload and type: what the database must give back, by column. */
export const DEFAULTS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(
    PAYLOADS.flatMap((payload, at) => [
      [`text${at}`, payload],
      [`word${at}`, payload],
      [`words${at}`, [payload, '']],
      [`json${at}`, { [payload]: [payload] }],
    ]),
  ),
  whole: HOSTILE,
  wholes: PAYLOADS,
  state: STATES[0],
}

/** A description with a hostile text wherever the language takes a text, as the YAML that JSON is. */
export function hostileDescription({ states = STATES } = {}): string {
  const fields = {
    ...Object.fromEntries(
      PAYLOADS.flatMap((payload, at) => [
        [`text${at}`, { type: 'text', default: payload, description: payload }],
        [`word${at}`, { type: 'string', max: 100, default: payload }],
        [`words${at}`, { type: 'string', max: 100, array: true, default: [payload, ''] }],
        [`json${at}`, { type: 'json', default: { [payload]: [payload] } }],
      ]),
    ),
    whole: { type: 'string', max: 2_000, default: HOSTILE, description: HOSTILE },
    wholes: { type: 'text', array: true, default: PAYLOADS },
    state: { enum: states, ...(states === STATES && { default: STATES[0] }), description: HOSTILE },
    moment: { type: 'datetime', optional: true, description: HOSTILE },
    parent: { ref: 'thing', optional: true, description: HOSTILE },
  }
  const described = { name: 'hostile', description: HOSTILE }
  return JSON.stringify({ ashlar: 1, ...described, resources: { thing: { description: HOSTILE, fields } } })
}
