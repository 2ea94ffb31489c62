export const words = {
  tür: 'Tür 🚪',
  猫: 'ねこ',
  größe: 'Größe',
}
