// A real provider of OpenID Connect in a process of its own: `node provider-process.js <port> <address to come back to>…`.
// Whoever signs in is who they say, with the login as their address; it is verified unless it begins with `unverified`.
import Provider from 'oidc-provider'

const [port, ...redirectUris] = process.argv.slice(2)
const issuer = `http://127.0.0.1:${port}`

const provider = new Provider(issuer, {
  clients: [{ client_id: 'the-service', client_secret: 'what the provider knows it by', redirect_uris: redirectUris }],
  claims: { email: ['email', 'email_verified'], profile: ['name'] },
  cookies: { keys: ['for this process'] },
  pkce: { required: () => true },
  ttl: { AuthorizationCode: 5, AccessToken: 60, IdToken: 60, Interaction: 600, Session: 600, Grant: 600 },
  findAccount: (_, id) => ({
    accountId: id,
    // `subject/address` is somebody who has another name at the provider than their address.
    claims: () => ({
      sub: id,
      email: id.split('/').at(-1),
      email_verified: !id.startsWith('unverified'),
      name: 'Ada',
    }),
  }),
})

provider.listen(Number(port), '127.0.0.1', () => console.log('listening'))
