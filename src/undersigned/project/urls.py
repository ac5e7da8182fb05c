"""Every address, joined."""

urlpatterns: list[object] = []
