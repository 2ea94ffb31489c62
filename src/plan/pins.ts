/**
 * What the generated project takes from outside besides packages. Each is named by its content, so that the same
 * project is built from the same things tomorrow; the tag in front is for readers, and for bots that renew both.
 * The digests are those of the index of all platforms.
 */
export const IMAGES = {
  node: 'node:24.21.0-trixie-slim@sha256:173f125896c3b47ddf056734c7ea789d04595a6a08769a8f78e0df642781fb66',
  redis: 'redis:8.2.3-alpine@sha256:08ad0b1d280850169a790dba1393ff7a90aef951fc19632cf4d3ce4f78e679ba',
  postgres: 'postgres:18.6-trixie@sha256:5a5a84b19854a9ffaa54082c166ff4ec27473a361e496e5ea167f298f2da9722',
} as const

/** The steps of other people that the workflow uses, by commit, with the release that it is. */
export const ACTIONS = {
  checkout: 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1',
  setupNode: 'actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0',
} as const
