"""What is kept of those who work with the register, and of what they write."""

from privacy.registry.treatment import (
    ACCOUNT,
    ACTOR,
    DOOR,
    EXPORTED,
    OUTSIDER,
    PERSON,
    SECRET,
    TEXT,
    Mask,
    Retention,
    Treatment,
)

Table = dict[str, Treatment]
_ENTRY: Table = {"actor recorded_at": ACTOR, "text": TEXT}
_OWN = DOOR.but(purpose="按用户的选择显示和发送", mask=Mask.SHOWN)
_LOGGED = DOOR.but(retention=Retention.LOG)

WORK: dict[str, Table] = {
    "accounts.User": {
        "username display_name first_name last_name is_active is_staff is_superuser": ACCOUNT,
        "groups user_permissions": ACCOUNT,
        "email last_login date_joined": ACCOUNT,
        "password": SECRET,
        "must_change_password password_set_at enabled_at": DOOR,
    },
    "accounts.AccessGrant": {"user role jurisdiction school organization period": ACCOUNT},
    "accounts.GrantEvent": {
        "at actor deed user grant role jurisdiction school place was period": ACTOR,
        "reason": TEXT,
    },
    "accounts.FormerPassword": {"user password": SECRET},
    "accounts.GuessCount": {"key name guessed_at": _LOGGED},
    "accounts.ChartMemory": {"user school opened closed shows": _OWN},
    "accounts.SubmittedForm": {
        "user address told": DOOR.but(purpose="防止重复提交", retention=Retention.DAY, mask=Mask.NEVER)
    },
    "api.ApiToken": {
        "user name last_used_at last_address": _OWN.but(purpose="供其他系统以本人权限读取和办理"),
        "prefix digest": SECRET,
    },
    "api.Webhook": {"user name url": _OWN.but(purpose="把变更通知其他系统"), "salt": SECRET},
    "api.Delivery": {"payload problem": TEXT.but(retention=Retention.REPORT)},
    "api.KeptAnswer": {"body": TEXT.but(retention=Retention.DAY, mask=Mask.NEVER)},
    "account.EmailAddress": {"user email verified primary": DOOR},
    "account.EmailConfirmation": {"email_address created sent key": SECRET},
    "mfa.Authenticator": {"user type data created_at last_used_at": SECRET},
    "socialaccount.SocialAccount": {"user provider uid last_login date_joined extra_data": DOOR},
    "socialaccount.SocialToken": {"account app token token_secret expires_at": SECRET},
    "usersessions.UserSession": {
        "user created_at ip last_seen_at user_agent": DOOR.but(retention=Retention.SESSION),
        "session_key data": SECRET.but(retention=Retention.SESSION),
    },
    "sessions.Session": {"session_key session_data expire_date": SECRET.but(retention=Retention.SESSION)},
    "admin.LogEntry": {"user": ACTOR, "object_repr change_message": TEXT},
    "audit.AuditRecord": {
        "recorded_at actor_kind actor actor_id address request login": _LOGGED,
        "subject_id reason before after detail": _LOGGED.but(mentions=True),
    },
    "oversight.Evidence": {"uploaded_by uploaded_at": ACTOR, "file name": TEXT},
    "oversight.FindingCase": {"owner": ACTOR},
    "oversight.Answer": {"note": TEXT},
    "oversight.AnswerEntry": _ENTRY,
    "oversight.CaseEntry": _ENTRY,
    "oversight.FilingEntry": _ENTRY,
    "oversight.RoundEntry": _ENTRY,
    "oversight.NoticeEntry": _ENTRY,
    "oversight.StatementEntry": _ENTRY,
    "oversight.WaiverEntry": _ENTRY,
    "oversight.Notice": {"author": ACTOR, "issuer": OUTSIDER, "text": TEXT},
    "oversight.Statement": {"note": TEXT},
    "oversight.WaiverRequest": {"reason subject_number subject_name": TEXT, "issuer": OUTSIDER},
    "oversight.RoundClosing": {"asked_by": ACTOR, "text problem": TEXT},
    "oversight.Report": {"asked_by": ACTOR, "file problem": TEXT.but(retention=Retention.REPORT)},
    "oversight.ReportPart": {"rows": TEXT.but(retention=Retention.REPORT)},
    "oversight.DigestPreference": {
        "user frequency language sent_on failed_on failures": _OWN,
        "address problem": DOOR.but(purpose="发送提醒邮件", mask=Mask.NEVER),
    },
    "oversight.CalendarFeed": {"user made_at": _OWN, "digest": SECRET},
    "oversight.SeenFindings": {"user newest since": _OWN},
    "oversight.Reminder": {"words": TEXT},
    "oversight.ReminderDelivery": {"reminder user sent_at read_at mailed_at": _OWN},
    "oversight.ReminderRun": {"problems": TEXT},
    "exports.Order": {"asked_by asked_at": ACTOR, "file problem": TEXT.but(retention=Retention.EXPORT)},
    "exports.SavedExport": {"user name filters": _OWN},
    "intake.RosterImport": {
        "asked_by asked_at applied_at": ACTOR,
        "file name problem problems questions answers": TEXT.but(retention=Retention.REPORT),
        "reason": TEXT,
    },
    "intake.ImportPart": {
        "rows problems questions steps findings": TEXT.but(retention=Retention.REPORT),
    },
    "intake.RememberedAnswer": {"said_by said_at": ACTOR},
    "privacy.DataExport": {
        "user decided_by asked_at decided_at taken_at": EXPORTED,
        "note answer file_name filters arguments": EXPORTED,
        "number school jurisdiction route purpose people needs_approval state sha256 size": EXPORTED,
    },
    "privacy.LegalHold": {
        "person reason": PERSON.but(purpose="在诉讼、信访、检查期间停止抹去"),
        "placed_by placed_at lifted_by lifted_at": ACTOR,
    },
}
