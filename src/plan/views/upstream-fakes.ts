import type { Call, Service, Upstream } from '../../model/model.ts'
import { commentText } from '../../render/comment.ts'
import { type, value } from '../code.ts'
import { wireSample } from '../kinds/wire-sample.ts'
import { PATHS } from '../paths.ts'
import { valueText } from '../value-text.ts'
import { clientPath, fakePath } from './upstreams.ts'

/** `tests/support/fakes.ts` */
export function fakesView({ upstreams }: Service) {
  return {
    view: {
      upstreams: upstreams.map(({ name, names }) => ({
        name,
        callsName: names.calls,
        handlers: `${name}Handlers`,
      })),
    },
    imports: [
      type('UpstreamsConfig', PATHS.callEnvironment),
      type('Fake', PATHS.fakeServer),
      value('startFakeServer', PATHS.fakeServer),
      ...upstreams.flatMap((upstream) => [
        value(upstream.names.calls, clientPath(upstream)),
        value(`handlers as ${upstream.name}Handlers`, fakePath(upstream)),
      ]),
    ],
  }
}

/** `tests/support/fakes/payments.ts` */
export function fakeView(upstream: Upstream, _service: Service) {
  const { name, names, calls } = upstream
  return {
    view: {
      label: `\`${commentText(name)}\``,
      callsName: names.calls,
      calls: calls.map((call) => ({ name: call.name, answer: answerText(call) })),
    },
    imports: [type(names.calls, clientPath(upstream)), type('Handlers', PATHS.fakeServer)],
  }
}

function answerText({ name, response }: Call): string {
  if (response.length === 0) return 'undefined'
  return `(${valueText(wireSample(response), { indent: 2, before: name.length + 11, after: 2 })})`
}
