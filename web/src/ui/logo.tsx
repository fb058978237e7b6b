/** The sandpiper; decorative, since its name always stands near. */
export function Logo() {
  return (
    <svg className='logo' viewBox='0 0 32 32' width='36' height='36' aria-hidden='true'>
      <rect width='32' height='32' rx='8' fill='var(--accent)' />
      <path
        d='M7 19c0-5 4-9 9-9 3 0 5 1 6 3l5 1-5 2c-1 5-4 8-9 8-4 0-6-2-6-5zM14 24v3M18 23v4'
        fill='none'
        stroke='var(--on-accent)'
        strokeWidth='2.2'
        strokeLinecap='round'
        strokeLinejoin='round'
      />
    </svg>
  )
}
