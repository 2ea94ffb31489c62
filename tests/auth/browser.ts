/** A page that a browser shows, or the address of another host that it was sent to. */
export type Page = { readonly url: string; readonly text: string } | { readonly leftFor: string }

/** As much of a browser as signing in needs: cookies by host and port, redirects within one host, forms. */
export interface Browser {
  readonly cookies: Map<string, Map<string, string>>
  /** One request; no redirect is followed. */
  open(url: string, init?: RequestInit): Promise<Response>
  /** Follows redirects until there is a page, or another host comes. */
  follow(url: string, init?: RequestInit): Promise<Page>
  /** Sends the form of a page. */
  submit(page: Page, fields: Record<string, string>): Promise<Page>
}

let browsers = 0

/** One without cookies, at an address of its own. */
export function createBrowser(): Browser {
  const cookies: Browser['cookies'] = new Map()
  browsers += 1
  const address = `192.0.2.${browsers}`

  async function open(url: string, init: RequestInit = {}): Promise<Response> {
    const { host } = new URL(url)
    const jar = cookies.get(host) ?? new Map<string, string>()
    cookies.set(host, jar)
    const sent = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'X-Forwarded-For': address, ...(sent !== '' && { Cookie: sent }), ...Object(init.headers) }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keep(jar, line)
    return response
  }

  async function follow(url: string, init?: RequestInit): Promise<Page> {
    const { host } = new URL(url)
    const response = await open(url, init)
    const location = response.headers.get('Location')
    if (location === null) return { url, text: await response.text() }
    const next = new URL(location, url)
    return next.host === host ? follow(next.href) : { leftFor: next.href }
  }

  return {
    cookies,
    open,
    follow,
    submit(page, fields) {
      if ('leftFor' in page) throw new Error(`there is no form: the browser was sent to ${page.leftFor}`)
      const [, action = ''] = /action="([^"]+)"/.exec(page.text) ?? []
      return follow(new URL(action, page.url).href, { method: 'POST', body: new URLSearchParams(fields) })
    },
  }
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(/; */)
  const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]
  // What browsers ask of a cookie of this name.
  if (name.startsWith('__Host-') && !['Path=/', 'Secure'].every((one) => attributes.includes(one))) return
  const isGone = attributes.some((one) => /^(?:max-age=0|expires=.*1970.*)$/i.test(one))
  if (isGone) jar.delete(name)
  else jar.set(name, value)
}
