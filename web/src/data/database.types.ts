// Made by "npm run types"; never edited by hand.
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "account_history": {
                  Row: {
                    "account_id": string,"conversations_read": number,"messages_imported": number,"reason": string | null,"state": string,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"conversations_read"?: number,"messages_imported"?: number,"reason"?: string | null,"state"?: string,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"conversations_read"?: number,"messages_imported"?: number,"reason"?: string | null,"state"?: string,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "account_history_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"account_metric_snapshots": {
                  Row: {
                    "absence": string | null,"account_id": string,"metric": string,"observed_at": string,"value": number | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "absence"?: string | null,"account_id": string,"metric": string,"observed_at": string,"value"?: number | null,"workspace_id": string
                  }
                  Update: {
                    "absence"?: string | null,"account_id"?: string,"metric"?: string,"observed_at"?: string,"value"?: number | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "account_metric_snapshots_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"account_metrics": {
                  Row: {
                    "absence": string | null,"account_id": string,"metric": string,"observed_at": string,"value": number | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "absence"?: string | null,"account_id": string,"metric": string,"observed_at": string,"value"?: number | null,"workspace_id": string
                  }
                  Update: {
                    "absence"?: string | null,"account_id"?: string,"metric"?: string,"observed_at"?: string,"value"?: number | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "account_metrics_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"accounts": {
                  Row: {
                    "app_scoped_id": string | null,"avatar_path": string | null,"created_at": string,"id": string,"last_synced_at": string | null,"last_webhook_at": string | null,"login": string,"name": string | null,"page_id": string | null,"priority": number,"provider": string,"provider_account_id": string,"status": string,"status_reason": string | null,"updated_at": string,"username": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "app_scoped_id"?: string | null,"avatar_path"?: string | null,"created_at"?: string,"id"?: string,"last_synced_at"?: string | null,"last_webhook_at"?: string | null,"login": string,"name"?: string | null,"page_id"?: string | null,"priority"?: number,"provider": string,"provider_account_id": string,"status"?: string,"status_reason"?: string | null,"updated_at"?: string,"username"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "app_scoped_id"?: string | null,"avatar_path"?: string | null,"created_at"?: string,"id"?: string,"last_synced_at"?: string | null,"last_webhook_at"?: string | null,"login"?: string,"name"?: string | null,"page_id"?: string | null,"priority"?: number,"provider"?: string,"provider_account_id"?: string,"status"?: string,"status_reason"?: string | null,"updated_at"?: string,"username"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "accounts_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"attachments": {
                  Row: {
                    "created_at": string,"expires_at": string | null,"id": string,"kind": string,"message_id": string,"position": number,"provider_media_id": string | null,"source_url": string | null,"state": string,"storage_path": string | null,"title": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"expires_at"?: string | null,"id"?: string,"kind": string,"message_id": string,"position": number,"provider_media_id"?: string | null,"source_url"?: string | null,"state"?: string,"storage_path"?: string | null,"title"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "created_at"?: string,"expires_at"?: string | null,"id"?: string,"kind"?: string,"message_id"?: string,"position"?: number,"provider_media_id"?: string | null,"source_url"?: string | null,"state"?: string,"storage_path"?: string | null,"title"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "attachments_message_id_fkey"
      columns: ["message_id"]
isOneToOne: false
      referencedRelation: "messages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "attachments_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"canned_replies": {
                  Row: {
                    "body": string,"created_at": string,"id": string,"shortcut": string,"title": string,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"created_at"?: string,"id"?: string,"shortcut": string,"title": string,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "body"?: string,"created_at"?: string,"id"?: string,"shortcut"?: string,"title"?: string,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "canned_replies_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"comments": {
                  Row: {
                    "account_id": string,"ad_id": string | null,"ad_title": string | null,"author_name": string | null,"author_username": string | null,"commented_at": string,"created_at": string,"edited_at": string | null,"id": string,"is_live": boolean,"is_own": boolean,"media_product_type": string | null,"original_provider_media_id": string | null,"parent_provider_comment_id": string | null,"provider_author_id": string | null,"provider_comment_id": string,"provider_media_id": string | null,"state": string,"state_at": string | null,"text": string | null,"text_at": string | null,"updated_at": string,"version": number,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"ad_id"?: string | null,"ad_title"?: string | null,"author_name"?: string | null,"author_username"?: string | null,"commented_at": string,"created_at"?: string,"edited_at"?: string | null,"id"?: string,"is_live"?: boolean,"is_own"?: boolean,"media_product_type"?: string | null,"original_provider_media_id"?: string | null,"parent_provider_comment_id"?: string | null,"provider_author_id"?: string | null,"provider_comment_id": string,"provider_media_id"?: string | null,"state"?: string,"state_at"?: string | null,"text"?: string | null,"text_at"?: string | null,"updated_at"?: string,"version"?: number,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"ad_id"?: string | null,"ad_title"?: string | null,"author_name"?: string | null,"author_username"?: string | null,"commented_at"?: string,"created_at"?: string,"edited_at"?: string | null,"id"?: string,"is_live"?: boolean,"is_own"?: boolean,"media_product_type"?: string | null,"original_provider_media_id"?: string | null,"parent_provider_comment_id"?: string | null,"provider_author_id"?: string | null,"provider_comment_id"?: string,"provider_media_id"?: string | null,"state"?: string,"state_at"?: string | null,"text"?: string | null,"text_at"?: string | null,"updated_at"?: string,"version"?: number,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "comments_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"contacts": {
                  Row: {
                    "account_id": string,"avatar_path": string | null,"blocked_at": string | null,"blocked_by": string | null,"created_at": string,"id": string,"name": string | null,"profile_at": string | null,"profile_state": string,"provider_contact_id": string,"search_document": string | null,"updated_at": string,"username": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"avatar_path"?: string | null,"blocked_at"?: string | null,"blocked_by"?: string | null,"created_at"?: string,"id"?: string,"name"?: string | null,"profile_at"?: string | null,"profile_state"?: string,"provider_contact_id": string,"search_document"?: never,"updated_at"?: string,"username"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"avatar_path"?: string | null,"blocked_at"?: string | null,"blocked_by"?: string | null,"created_at"?: string,"id"?: string,"name"?: string | null,"profile_at"?: string | null,"profile_state"?: string,"provider_contact_id"?: string,"search_document"?: never,"updated_at"?: string,"username"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "contacts_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"conversation_events": {
                  Row: {
                    "actor_id": string | null,"conversation_id": string,"created_at": string,"data": NonNullable<Json>,"id": number,"is_system": boolean,"kind": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"conversation_id": string,"created_at"?: string,"data"?: NonNullable<Json>,"id"?: never,"is_system"?: boolean,"kind": string,"workspace_id": string
                  }
                  Update: {
                    "actor_id"?: string | null,"conversation_id"?: string,"created_at"?: string,"data"?: NonNullable<Json>,"id"?: never,"is_system"?: boolean,"kind"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_events_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "conversation_events_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"conversation_history": {
                  Row: {
                    "conversation_id": string,"reason": string | null,"state": string,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"reason"?: string | null,"state": string,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "conversation_id"?: string,"reason"?: string | null,"state"?: string,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_history_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "conversation_history_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"conversation_reads": {
                  Row: {
                    "conversation_id": string,"epoch": number,"is_unread": boolean,"read_count": number,"updated_at": string,"user_id": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"epoch"?: number,"is_unread"?: boolean,"read_count": number,"updated_at"?: string,"user_id": string,"workspace_id": string
                  }
                  Update: {
                    "conversation_id"?: string,"epoch"?: number,"is_unread"?: boolean,"read_count"?: number,"updated_at"?: string,"user_id"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversation_reads_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "conversation_reads_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"conversations": {
                  Row: {
                    "account_id": string,"assignee_id": string | null,"blocked": boolean,"contact_id": string,"contact_read_at": string | null,"created_at": string,"id": string,"inbound_count": number,"label_ids": (string)[],"last_inbound_at": string | null,"last_message_at": string | null,"last_message_direction": string | null,"last_message_kind": string | null,"last_message_provider_id": string | null,"last_message_text": string | null,"messaging_at": string | null,"priority": number,"snoozed_until": string | null,"standby_at": string | null,"status": string,"thread_owner_app_id": string | null,"thread_owner_at": string | null,"updated_at": string,"version": number,"window_cause": string | null,"window_opened_at": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"assignee_id"?: string | null,"blocked"?: boolean,"contact_id": string,"contact_read_at"?: string | null,"created_at"?: string,"id"?: string,"inbound_count"?: number,"label_ids"?: (string)[],"last_inbound_at"?: string | null,"last_message_at"?: string | null,"last_message_direction"?: string | null,"last_message_kind"?: string | null,"last_message_provider_id"?: string | null,"last_message_text"?: string | null,"messaging_at"?: string | null,"priority"?: number,"snoozed_until"?: string | null,"standby_at"?: string | null,"status"?: string,"thread_owner_app_id"?: string | null,"thread_owner_at"?: string | null,"updated_at"?: string,"version"?: number,"window_cause"?: string | null,"window_opened_at"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"assignee_id"?: string | null,"blocked"?: boolean,"contact_id"?: string,"contact_read_at"?: string | null,"created_at"?: string,"id"?: string,"inbound_count"?: number,"label_ids"?: (string)[],"last_inbound_at"?: string | null,"last_message_at"?: string | null,"last_message_direction"?: string | null,"last_message_kind"?: string | null,"last_message_provider_id"?: string | null,"last_message_text"?: string | null,"messaging_at"?: string | null,"priority"?: number,"snoozed_until"?: string | null,"standby_at"?: string | null,"status"?: string,"thread_owner_app_id"?: string | null,"thread_owner_at"?: string | null,"updated_at"?: string,"version"?: number,"window_cause"?: string | null,"window_opened_at"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "conversations_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "conversations_contact_id_workspace_id_fkey"
      columns: ["contact_id","workspace_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"labels": {
                  Row: {
                    "color": string,"created_at": string,"id": string,"name": string,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "color"?: string,"created_at"?: string,"id"?: string,"name": string,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "color"?: string,"created_at"?: string,"id"?: string,"name"?: string,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "labels_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"media": {
                  Row: {
                    "account_id": string,"caption": string | null,"created_at": string,"id": string,"media_type": string,"permalink": string | null,"posted_at": string,"product_type": string | null,"provider_media_id": string,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"caption"?: string | null,"created_at"?: string,"id"?: string,"media_type": string,"permalink"?: string | null,"posted_at": string,"product_type"?: string | null,"provider_media_id": string,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"caption"?: string | null,"created_at"?: string,"id"?: string,"media_type"?: string,"permalink"?: string | null,"posted_at"?: string,"product_type"?: string | null,"provider_media_id"?: string,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"media_metric_snapshots": {
                  Row: {
                    "absence": string | null,"media_id": string,"metric": string,"observed_at": string,"value": number | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "absence"?: string | null,"media_id": string,"metric": string,"observed_at": string,"value"?: number | null,"workspace_id": string
                  }
                  Update: {
                    "absence"?: string | null,"media_id"?: string,"metric"?: string,"observed_at"?: string,"value"?: number | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_metric_snapshots_media_id_workspace_id_fkey"
      columns: ["media_id","workspace_id"]
isOneToOne: false
      referencedRelation: "media"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"media_metrics": {
                  Row: {
                    "absence": string | null,"media_id": string,"metric": string,"observed_at": string,"value": number | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "absence"?: string | null,"media_id": string,"metric": string,"observed_at": string,"value"?: number | null,"workspace_id": string
                  }
                  Update: {
                    "absence"?: string | null,"media_id"?: string,"metric"?: string,"observed_at"?: string,"value"?: number | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "media_metrics_media_id_workspace_id_fkey"
      columns: ["media_id","workspace_id"]
isOneToOne: false
      referencedRelation: "media"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"mentions": {
                  Row: {
                    "account_id": string,"created_at": string,"id": string,"mentioned_at": string,"provider_comment_id": string | null,"provider_media_id": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"created_at"?: string,"id"?: string,"mentioned_at": string,"provider_comment_id"?: string | null,"provider_media_id": string,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"created_at"?: string,"id"?: string,"mentioned_at"?: string,"provider_comment_id"?: string | null,"provider_media_id"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentions_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"messages": {
                  Row: {
                    "account_id": string,"author": string,"context": NonNullable<Json>,"conversation_id": string,"direction": string,"edit_count": number,"edited_at": string | null,"id": string,"kind": string,"provider_message_id": string,"received_at": string,"reply_to_provider_message_id": string | null,"sent_at": string,"source": string,"standby": boolean,"text": string | null,"unsent_at": string | null,"window_cause": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"author": string,"context"?: NonNullable<Json>,"conversation_id": string,"direction": string,"edit_count"?: number,"edited_at"?: string | null,"id"?: string,"kind": string,"provider_message_id": string,"received_at"?: string,"reply_to_provider_message_id"?: string | null,"sent_at": string,"source"?: string,"standby"?: boolean,"text"?: string | null,"unsent_at"?: string | null,"window_cause"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"author"?: string,"context"?: NonNullable<Json>,"conversation_id"?: string,"direction"?: string,"edit_count"?: number,"edited_at"?: string | null,"id"?: string,"kind"?: string,"provider_message_id"?: string,"received_at"?: string,"reply_to_provider_message_id"?: string | null,"sent_at"?: string,"source"?: string,"standby"?: boolean,"text"?: string | null,"unsent_at"?: string | null,"window_cause"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "messages_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "messages_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"note_mentions": {
                  Row: {
                    "conversation_id": string,"created_at": string,"note_id": string,"seen_at": string | null,"user_id": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "conversation_id": string,"created_at"?: string,"note_id": string,"seen_at"?: string | null,"user_id": string,"workspace_id": string
                  }
                  Update: {
                    "conversation_id"?: string,"created_at"?: string,"note_id"?: string,"seen_at"?: string | null,"user_id"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "note_mentions_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "note_mentions_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "note_mentions_note_id_workspace_id_fkey"
      columns: ["note_id","workspace_id"]
isOneToOne: false
      referencedRelation: "notes"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"notes": {
                  Row: {
                    "author_id": string | null,"body": string | null,"conversation_id": string,"created_at": string,"deleted_at": string | null,"edited_at": string | null,"id": string,"version": number,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id"?: string | null,"body"?: string | null,"conversation_id": string,"created_at"?: string,"deleted_at"?: string | null,"edited_at"?: string | null,"id"?: string,"version"?: number,"workspace_id": string
                  }
                  Update: {
                    "author_id"?: string | null,"body"?: string | null,"conversation_id"?: string,"created_at"?: string,"deleted_at"?: string | null,"edited_at"?: string | null,"id"?: string,"version"?: number,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notes_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "notes_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"reactions": {
                  Row: {
                    "actor": string,"conversation_id": string,"emoji": string | null,"provider_message_id": string,"reacted_at": string,"reaction": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor": string,"conversation_id": string,"emoji"?: string | null,"provider_message_id": string,"reacted_at": string,"reaction"?: string | null,"workspace_id": string
                  }
                  Update: {
                    "actor"?: string,"conversation_id"?: string,"emoji"?: string | null,"provider_message_id"?: string,"reacted_at"?: string,"reaction"?: string | null,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "reactions_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "conversations"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "reactions_conversation_id_workspace_id_fkey"
      columns: ["conversation_id","workspace_id"]
isOneToOne: false
      referencedRelation: "inbox_conversations"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"saved_views": {
                  Row: {
                    "created_at": string,"filter": NonNullable<Json>,"id": string,"name": string,"owner_id": string | null,"position": number,"updated_at": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"filter"?: NonNullable<Json>,"id"?: string,"name": string,"owner_id"?: string | null,"position"?: number,"updated_at"?: string,"workspace_id": string
                  }
                  Update: {
                    "created_at"?: string,"filter"?: NonNullable<Json>,"id"?: string,"name"?: string,"owner_id"?: string | null,"position"?: number,"updated_at"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "saved_views_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "saved_views_workspace_id_owner_id_fkey"
      columns: ["workspace_id","owner_id"]
isOneToOne: false
      referencedRelation: "workspace_members"
      referencedColumns: ["workspace_id","user_id"]
    }
                  ]
                },"sync_days": {
                  Row: {
                    "account_id": string,"calls": number,"conversations_truncated": number,"day": string,"failures": number,"messages_fetched": number,"messages_healed": number,"messages_imported": number,"messages_seen": number,"reactions_healed": number,"runs": number,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"calls"?: number,"conversations_truncated"?: number,"day": string,"failures"?: number,"messages_fetched"?: number,"messages_healed"?: number,"messages_imported"?: number,"messages_seen"?: number,"reactions_healed"?: number,"runs"?: number,"workspace_id": string
                  }
                  Update: {
                    "account_id"?: string,"calls"?: number,"conversations_truncated"?: number,"day"?: string,"failures"?: number,"messages_fetched"?: number,"messages_healed"?: number,"messages_imported"?: number,"messages_seen"?: number,"reactions_healed"?: number,"runs"?: number,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sync_days_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                },"workspace_members": {
                  Row: {
                    "created_at": string,"display_name": string,"role": string,"user_id": string,"workspace_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"display_name": string,"role": string,"user_id": string,"workspace_id": string
                  }
                  Update: {
                    "created_at"?: string,"display_name"?: string,"role"?: string,"user_id"?: string,"workspace_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "workspace_members_workspace_id_fkey"
      columns: ["workspace_id"]
isOneToOne: false
      referencedRelation: "workspaces"
      referencedColumns: ["id"]
    }
                  ]
                },"workspaces": {
                  Row: {
                    "created_at": string,"id": string,"name": string,"time_zone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name": string,"time_zone"?: string,"updated_at"?: string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string,"time_zone"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            "inbox_conversations": {
                  Row: {
                    "account_id": string,"assignee_id": string | null,"blocked": boolean,"contact_avatar_path": string | null,"contact_id": string,"contact_name": string | null,"contact_read_at": string | null,"contact_username": string | null,"id": string,"inbound_count": number,"label_ids": (string)[],"last_inbound_at": string | null,"last_message_at": string | null,"last_message_direction": string | null,"last_message_kind": string | null,"last_message_text": string | null,"priority": number,"provider_contact_id": string,"read_count": number | null,"read_epoch": number | null,"snoozed_until": string | null,"status": string,"unread_count": number | null,"version": number,"window_cause": string | null,"window_opened_at": string | null,"workspace_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "conversations_account_id_workspace_id_fkey"
      columns: ["account_id","workspace_id"]
isOneToOne: false
      referencedRelation: "accounts"
      referencedColumns: ["id","workspace_id"]
    },{
      foreignKeyName: "conversations_contact_id_workspace_id_fkey"
      columns: ["contact_id","workspace_id"]
isOneToOne: false
      referencedRelation: "contacts"
      referencedColumns: ["id","workspace_id"]
    }
                  ]
                }
          }
          Functions: {
            "add_note":
{ Args: { "p_body": string,"p_conversation_id": string,"p_mentions"?: (string)[],"p_note_id"?: string }; Returns: Json
                           },
"assign_conversation":
{ Args: { "p_assignee_id": string,"p_conversation_id": string,"p_only_if_free"?: boolean }; Returns: Json
                           },
"block_contact":
{ Args: { "p_contact_id": string }; Returns: Json
                           },
"count_conversations":
{ Args: { "p_filters": Json,"p_workspace_id": string }; Returns: Json
                           },
"delete_note":
{ Args: { "p_note_id": string }; Returns: Json
                           },
"edit_note":
{ Args: { "p_body": string,"p_mentions"?: (string)[],"p_note_id": string }; Returns: Json
                           },
"label_conversation":
{ Args: { "p_add"?: (string)[],"p_conversation_id": string,"p_remove"?: (string)[] }; Returns: Json
                           },
"list_conversations":
{ Args: { "p_before_at"?: string,"p_before_id"?: string,"p_filter"?: Json,"p_limit"?: number,"p_workspace_id": string }; Returns: {
              "account_id": string,
"assignee_id": string | null,
"blocked": boolean,
"contact_avatar_path": string | null,
"contact_id": string,
"contact_name": string | null,
"contact_read_at": string | null,
"contact_username": string | null,
"id": string,
"inbound_count": number,
"label_ids": (string)[],
"last_inbound_at": string | null,
"last_message_at": string | null,
"last_message_direction": string | null,
"last_message_kind": string | null,
"last_message_text": string | null,
"priority": number,
"provider_contact_id": string,
"read_count": number | null,
"read_epoch": number | null,
"snoozed_until": string | null,
"status": string,
"unread_count": number | null,
"version": number,
"window_cause": string | null,
"window_opened_at": string | null,
"workspace_id": string
            }[]
                          SetofOptions: {
        from: "*"
        to: "inbox_conversations"
        isOneToOne: false
        isSetofReturn: true
      } },
"mark_conversation_read":
{ Args: { "p_conversation_id": string,"p_epoch"?: number,"p_read_count": number }; Returns: number
                           },
"mark_conversation_unread":
{ Args: { "p_conversation_id": string,"p_message_id"?: string }; Returns: Json
                           },
"mark_mentions_seen":
{ Args: { "p_conversation_id": string }; Returns: number
                           },
"render_canned_reply":
{ Args: { "p_canned_reply_id": string,"p_conversation_id": string }; Returns: string
                           },
"request_older_conversations":
{ Args: { "p_account_id": string }; Returns: string
                           },
"request_older_messages":
{ Args: { "p_conversation_id": string }; Returns: string
                           },
"search_inbox":
{ Args: { "p_limit"?: number,"p_query": string,"p_workspace_id": string }; Returns: {
              "contact_id": string,"contact_name": string,"contact_username": string,"conversation_id": string,"found_at": string,"id": string,"kind": string,"score": number,"snippet": string
            }[]
                           },
"set_conversation_labels":
{ Args: { "p_conversation_id": string,"p_label_ids": (string)[] }; Returns: Json
                           },
"set_conversation_priority":
{ Args: { "p_conversation_id": string,"p_priority": number }; Returns: Json
                           },
"set_conversation_status":
{ Args: { "p_conversation_id": string,"p_snoozed_until"?: string,"p_status": string }; Returns: Json
                           },
"unblock_contact":
{ Args: { "p_contact_id": string }; Returns: Json
                           },
"unread_totals":
{ Args: { "p_workspace_id": string }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
