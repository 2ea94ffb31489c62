import type { Service, Upstream } from '../model/model.ts'
import type { ServiceRow, View } from './catalog.ts'
import { PATHS } from './paths.ts'
import { upstreamView } from './views/upstream.ts'
import { upstreamEnvironmentView } from './views/upstream-environment.ts'
import { fakesView, fakeView } from './views/upstream-fakes.ts'
import { upstreamTestView } from './views/upstream-test.ts'
import { clientPath, fakePath, hasUpstreams, upstreamsView } from './views/upstreams.ts'

/** A file that each upstream has. */
export interface UpstreamRow {
  /** With the upstream's name what the lock knows it by, for ever. */
  readonly id: string
  readonly template: string
  readonly path: (upstream: Upstream) => string
  readonly view: (upstream: Upstream, service: Service) => View
}

/** What a service has that calls others: one row a file. */
export const UPSTREAMS_FILES: readonly ServiceRow[] = [
  { id: 'call', template: PATHS.call, when: hasUpstreams },
  { id: 'callAnswer', template: PATHS.callAnswer, when: hasUpstreams },
  { id: 'callAttempt', template: PATHS.callAttempt, when: hasUpstreams },
  { id: 'callBreaker', template: PATHS.callBreaker, when: hasUpstreams },
  { id: 'callEnvironment', template: PATHS.callEnvironment, when: hasUpstreams, view: upstreamEnvironmentView },
  { id: 'callErrors', template: PATHS.callErrors, when: hasUpstreams },
  { id: 'callOutgoing', template: PATHS.callOutgoing, when: hasUpstreams },
  { id: 'callRetries', template: PATHS.callRetries, when: hasUpstreams },
  { id: 'callTest', template: 'src/calls/call.test.ts', when: hasUpstreams },
  { id: 'upstreams', template: PATHS.upstreams, when: hasUpstreams, view: upstreamsView },
  { id: 'fakes', template: PATHS.fakes, when: hasUpstreams, view: fakesView },
  { id: 'fakeServer', template: PATHS.fakeServer, when: hasUpstreams },
  { id: 'fakesScript', template: 'scripts/fakes.ts', when: hasUpstreams },
]

/** The same for each of them. */
export const UPSTREAM_FILES: readonly UpstreamRow[] = [
  { id: 'upstream', template: 'src/upstreams/upstream.ts', path: clientPath, view: upstreamView },
  {
    id: 'upstreamTest',
    template: 'src/upstreams/upstream.test.ts',
    path: (upstream) => clientPath(upstream).replace(/ts$/, 'test.ts'),
    view: upstreamTestView,
  },
  { id: 'fake', template: 'tests/support/fakes/upstream.ts', path: fakePath, view: fakeView },
]
