import type { Images } from './image.ts'

/** Debian has Redis under these names, and the chart looks for either program. */
export const redisImages: Images = { 'valkey/valkey': { user: '999:1000', command: ['redis-server'] } }

export const gatewayImages: Images = { 'nginxinc/nginx-unprivileged': { user: '101:101', users: ['nginx:x:101:101::/nonexistent:/bin/false'], stopSignal: 'SIGQUIT' } }
