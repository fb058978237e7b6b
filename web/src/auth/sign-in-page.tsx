import type { AuthError } from '@supabase/supabase-js'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef } from 'react'
import { supabase } from '../data/supabase-client.ts'
import { Logo } from '../ui/logo.tsx'
import { describeSignInError } from './describe-sign-in-error.ts'

/** Asks for email and password; the session's listeners do the rest. */
export function SignInPage() {
  const password = useRef<HTMLInputElement>(null)
  const signIn = useMutation<void, AuthError, { email: string; password: string }>({
    mutationFn: async (credentials) => {
      const { error } = await supabase.auth.signInWithPassword(credentials)
      if (error) throw error
    },
    onError: () => password.current?.select(),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    signIn.mutate({ email: String(form.get('email')), password: String(form.get('password')) })
  }

  useEffect(() => {
    document.title = 'Sign in · Sandpiper'
  }, [])

  return (
    <main className='sign-in'>
      <form className='sign-in-card' onSubmit={submit} aria-labelledby='sign-in-title'>
        <Logo />
        <h1 id='sign-in-title'>Sign in to Sandpiper</h1>
        <label className='field'>
          Email
          <input name='email' type='email' autoComplete='username' required autoFocus />
        </label>
        <label className='field'>
          Password
          <input
            ref={password}
            name='password'
            type='password'
            autoComplete='current-password'
            required
            aria-describedby={signIn.isError ? 'sign-in-error' : undefined}
          />
        </label>
        <p id='sign-in-error' className='form-error' role='alert'>
          {signIn.isError && describeSignInError(signIn.error)}
        </p>
        <button type='submit' className='button primary' disabled={signIn.isPending}>
          {signIn.isPending ? 'Signing in …' : 'Sign in'}
        </button>
      </form>
    </main>
  )
}
